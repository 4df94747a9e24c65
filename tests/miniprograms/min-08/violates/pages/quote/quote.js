Page({
  data: { told: '把坏的地方拍清楚，伞柄和商标不用拍。' },
  choose() {
    wx.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sizeType: ['original'],
      success: ({ tempFiles }) =>
        wx.uploadFile({
          url: 'https://fix.laojie-umbrella.example/quote',
          filePath: tempFiles[0].tempFilePath,
          name: 'photo',
          success: () => this.setData({ told: '收到了，师傅收摊后回您价钱。' }),
        }),
      fail: () => this.setData({ told: '也可以打 0577-55550102 说一说。' }),
    })
  },
})
