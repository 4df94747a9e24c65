Page({
  data: { lanes: ['一、二道：自由泳快道，建议能连续游四百米', '三、四道：蛙泳慢道', '五道：教学占用，周末全天', '儿童池：水深六十厘米，水温三十度'] },
  onNotice() { wx.navigateTo({ url: '/pages/notice/notice' }) },
})
