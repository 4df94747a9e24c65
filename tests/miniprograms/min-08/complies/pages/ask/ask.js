Page({
  data: { answer: '拍一张封面或者虫蛀最重的一页，光线从侧面来最清楚。' },
  send({ detail }) {
    wx.uploadFile({
      url: 'https://paper.baihua-books.example/pages',
      filePath: detail,
      name: 'page',
      success: () => this.setData({ answer: '师傅两天内回复，请留意服务通知。' }),
      fail: () => this.setData({ answer: '没有传上去，请换个网络再试。' }),
    })
  },
  none() { this.setData({ answer: '不传照片也可以，把书寄来我们先看后报价。' }) },
})
