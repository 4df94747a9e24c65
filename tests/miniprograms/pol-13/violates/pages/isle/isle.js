Page({
  data: { isles: [{ id: 'phuket', name: '普吉岛六日', text: '卡塔海滩住四晚，跳岛两天' }, { id: 'bali', name: '巴厘岛七日', text: '乌布三晚，火山日出团' }, { id: 'okinawa', name: '冲绳五日', text: '北部自驾，水族馆早场' }] },
  walk() { wx.navigateTo({ url: '/pages/walk/walk' }) },
  policy() { wx.navigateTo({ url: '/pages/policy/policy' }) },
})
