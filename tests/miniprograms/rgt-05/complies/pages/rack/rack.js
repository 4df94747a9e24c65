Page({
  data: {
    gear: [
      { name: '双人帐篷', fee: '每天 35 元', spec: '四季帐，净重二点四公斤，抗风七级，附地布。' },
      { name: '羽绒睡袋', fee: '每天 25 元', spec: '舒适温标零下五度，归还后臭氧消毒。' },
      { name: '登山杖一对', fee: '每天 8 元', spec: '碳杆，外锁，可调一米一到一米三五。' },
    ],
    at: -1,
  },
  open({ currentTarget }) { this.setData({ at: currentTarget.dataset.at }) },
  trip() { wx.navigateTo({ url: '/pages/trip/trip' }) },
})
