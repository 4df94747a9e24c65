Page({
  data: { text: '' },
  onLoad({ text = '' }) { this.setData({ text: decodeURIComponent(text) }) },
})
