import { ask, near } from '../../utils/near'

const routes = [
  { id: 1, name: '松花江防洪纪念塔往返', km: '6.2 公里', text: '江边栈道，早晨七点以前人少，冬天有冰碴，穿钉鞋。' },
  { id: 2, name: '太阳岛环线', km: '10.4 公里', text: '过江走公路桥，岛上四处有饮水点，夏天蚊子多。' },
  { id: 3, name: '工大一校区操场', km: '每圈 400 米', text: '塑胶跑道，晚九点熄灯，内道留给快跑的人。' },
]

Page({
  data: { routes, note: '' },
  async around() { this.show(await ask()) },
  async again() { this.show(await near()) },
  show(place: { latitude: number; longitude: number } | null) {
    if (!place) return this.setData({ note: '没有用位置，按热度排列。' })
    return wx.request<{ note: string }>({
      url: 'https://r.paoquan.example/around',
      method: 'POST',
      data: place,
      success: ({ data }) => this.setData({ note: data.note }),
    })
  },
  open(event: WechatMiniprogram.TouchEvent) { wx.navigateTo({ url: `/pages/route/route?id=${event.currentTarget.dataset.id}` }) },
  privacy() { wx.navigateTo({ url: '/pages/privacy/privacy' }) },
})
