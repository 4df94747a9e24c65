// 以前用 wx.chooseAddress 取收件地址，现在地址由客人自己写在卡片上，不再调用。
const DAYS = ['今天', '下一个生日', '明年今日']

Page({
  data: { days: DAYS, slot: '', tips: '投递筒在亭子左边，不用选地址（chooseAddress 字样的旧贴纸请忽略）。' },
  chooseLocation({ currentTarget }) {
    this.setData({ slot: `请投进“${currentTarget.dataset.day}”那一格` })
  },
})
