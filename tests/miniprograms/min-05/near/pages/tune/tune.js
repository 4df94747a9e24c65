Page({
  data: {
    look: {},
    tunes: [
      { name: '都塔尔入门', text: '两根弦，先学轮指，八次课弹《牡丹汗》的第一段。' },
      { name: '热瓦普合奏', text: '要有一年基础，周日下午排练，冬天在暖房。' },
      { name: '手鼓节奏', text: '达普，孩子大人都能来，前两次课借鼓。' },
      { name: '艾捷克提高', text: '弓法和揉弦，一对一，四十五分钟。' },
    ],
    text: '',
  },
  onLoad() { this.setData({ look: getApp().look }) },
  onShow() { wx.request({ url: 'https://ulogs.umeng.com/page', method: 'POST', data: { page: 'tune', at: 'home' } }) },
  open({ currentTarget }) { this.setData({ text: currentTarget.dataset.text }) },
  lesson() { wx.navigateTo({ url: '/pages/lesson/lesson' }) },
})
