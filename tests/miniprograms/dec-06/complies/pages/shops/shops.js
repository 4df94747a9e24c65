const SHOPS = [{ name: '龙井路店', lat: 30.22, lng: 120.11 }, { name: '湖滨店', lat: 30.25, lng: 120.16 }]
const locate = () => new Promise((y, n) => wx.getLocation({ success: y, fail: n }))

Page({
  data: { shops: SHOPS, hint: '' },
  async sort() {
    const at = await locate().catch(() => null)
    if (!at) return this.setData({ hint: '没有位置，按开店先后排列' })
    const d = (s) => Math.hypot(s.lat - at.latitude, s.lng - at.longitude)
    this.setData({ shops: [...SHOPS].sort((a, b) => d(a) - d(b)), hint: '已按远近排列' })
  },
})
