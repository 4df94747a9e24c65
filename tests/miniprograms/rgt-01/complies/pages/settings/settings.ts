Page({
  data: { remind: true },
  switchRemind() { this.setData({ remind: !this.data.remind }) },
})
