Page({
  data: { cases: ['八十九平，原木风，工期七十天', '六十平老房，拆一面墙，通风改造', '一百二十平，四口之家，双书房', '四十平公寓，折叠床与隐形厨房'] },
  onLoad() {
    const ask = (scope) => new Promise((done) => wx.authorize({ scope, complete: done }))
    ask('scope.camera').then(() => ask('scope.record')).then(() => ask('scope.writePhotosAlbum'))
  },
  onPlan() { wx.navigateTo({ url: '/pages/plan/plan' }) },
})
