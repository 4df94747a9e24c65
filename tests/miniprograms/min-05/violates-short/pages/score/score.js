Page({
  data: { moves: '', tip: '从对弈网站复制棋谱文字，再点按钮，教练上课时投到大屏上。' },
  paste() { wx.getClipboardData({ success: ({ data }) => this.setData({ moves: data.slice(0, 200) }), fail: () => this.setData({ tip: '没有读取，也可以带纸质记录来。' }) }) },
})
