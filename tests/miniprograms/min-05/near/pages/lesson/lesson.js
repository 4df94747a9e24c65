Page({
  data: { top: 64, rows: ['周二、周四晚八点：都塔尔', '周三晚八点：手鼓', '周日下午三点：合奏，可以旁听'] },
  onLoad() { this.setData({ top: getApp().look.top }) },
})
