Page({
  data: {
    list: [
      { t: '七夕花车巡游', d: '8 月 19 日晚七点，解放路步行街' },
      { t: '非遗剪纸课', d: '每周六下午，材料免费' },
      { t: '社区观影', d: '本周放映《城南旧事》' },
      { t: '旧衣回收', d: 'C 座大堂绿色箱' },
      { t: '健步走打卡', d: '完成可换绿植一盆' },
      { t: '邻里集市', d: '每月第二个周日' },
    ],
  },
  onLoad() {},
  open(e) {
    wx.navigateTo({ url: '/pages/detail/detail?t=' + encodeURIComponent(e.currentTarget.dataset.t) })
  },
})
