Page({
  data: { ticks: [], note: '' },
  onTicks({ detail }) { this.setData({ ticks: detail.value }) },
  onSign({ detail }) {
    if (this.data.ticks.length < 2) return this.setData({ note: '两项都勾选后才能报名；不同意出境可以改报国内营，请打电话' })
    wx.request({
      url: 'https://lioncamp.ap-southeast-1.aliyuncs.com/signups',
      method: 'POST',
      data: detail.value,
      success: () => this.setData({ note: '营地已收到，两天内老师联系您' }),
    })
  },
})
