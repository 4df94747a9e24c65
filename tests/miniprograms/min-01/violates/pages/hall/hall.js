Page({
  data: {
    tips: [
      '大件请自带搬运工具，卖家一般不送货。',
      '电器当面通电验货，插一下电比看照片可靠。',
      '约在小区门口或者物业大厅见面，不要提前转账。',
    ],
  },
  goods() { wx.switchTab({ url: '/pages/goods/goods' }) },
  guide() { wx.navigateTo({ url: '/pages/guide/guide' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
