const stock = [
  { kind: '家具', name: '榉木餐桌', text: '一米四，桌角有一处烫痕，四把椅子一起转，三百元。' },
  { kind: '家电', name: '滚筒洗衣机', text: '八公斤，用了三年，换大的才卖，当面试机，四百元。' },
  { kind: '母婴', name: '婴儿推车', text: '可折叠，刹车完好，送雨罩和凉席，二百元。' },
  { kind: '书籍', name: '初中物理竞赛教程一套', text: '有少量铅笔批注，二十元，送两本习题。' },
  { kind: '绿植', name: '龟背竹', text: '连盆高一米，搬家带不走，四十元自提。' },
]

Page({
  data: { stock: [], locked: true, shown: '' },
  onLoad() { this.locate() },
  locate() {
    wx.getLocation({
      type: 'gcj02',
      success: () => this.setData({ stock, locked: false }),
      fail: () => this.setData({ locked: true }),
    })
  },
  look({ currentTarget }) { this.setData({ shown: currentTarget.dataset.text }) },
  retry() { wx.openSetting({ success: () => this.locate() }) },
})
