Page({
  data: { sheds: ['东门车棚，空位十二个', '图书馆北侧，空位三个', '体育馆西，空位二十个', '实验楼后，空位八个'] },
  onLoad() { this.find() },
  find() { wx.getLocation({ success: () => {}, fail: () => this.insist() }) },
  insist() {
    wx.showModal({
      title: '提示',
      content: '需要获取您的位置信息才能推荐车棚，请在设置中打开',
      confirmText: '去设置',
      success: ({ confirm }) => (confirm ? wx.openSetting({}) : this.insist()),
    })
  },
  onRules() { wx.navigateTo({ url: '/pages/rules/rules' }) },
})
