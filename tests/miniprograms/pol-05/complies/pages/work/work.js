Page({
  data: { picked: '' },
  pick(event) { this.setData({ picked: event.currentTarget.dataset.note }) },
})
