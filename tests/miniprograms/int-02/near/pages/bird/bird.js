const BIRDS = {
  winter: [['丹顶鹤', '家庭群，两大一小，翻晒场上找玉米'], ['白尾海雕', '冰面上蹲着不动，翅展两米二'], ['短耳鸮', '黄昏贴着芦苇飞，叫声像咳嗽']],
  summer: [['黑嘴鸥', '繁殖羽头全黑，眼后有白月牙'], ['反嘴鹬', '嘴往上翘，扫水吃虾'], ['东方大苇莺', '从早唱到晚，嗓子很吵']],
}

Page({
  data: { birds: [], foot: 0, note: '' },
  onLoad() {
    const { platform, safeArea, screenHeight } = wx.getSystemInfoSync()
    const season = new Date().getMonth() % 10 < 3 ? 'winter' : 'summer'
    const foot = platform === 'ios' && safeArea ? screenHeight - safeArea.bottom : 12
    this.setData({ birds: BIRDS[season], foot })
  },
  note({ currentTarget }) { this.setData({ note: currentTarget.dataset.note }) },
  where() { wx.navigateTo({ url: '/pages/where/where' }) },
})
