const track = require('../../vendor/track')

Page({
  data: { lessons: ['戚风不塌的七个细节', '欧包整形：三折两卷', '可露丽脱模', '奶油抹面'] },
  onShow() { track.page('oven') },
  open(e) { wx.navigateTo({ url: `/pages/lesson/lesson?n=${e.currentTarget.dataset.n}` }) },
})
