const L = [
  { t: '周一早班', d: '三病区 6 人，急诊 3 人' },
  { t: '周二中班', d: '三病区 5 人' },
  { t: '周三夜班', d: '三病区 3 人，机动 1 人' },
  { t: '周四早班', d: '门诊输液 4 人' },
  { t: '周五中班', d: '手术室 8 人' },
]
Page({
  data: { t: '', d: '' },
  onLoad(q) {
    const t = decodeURIComponent(q.t || L[0].t)
    this.setData({ t, d: (L.find((x) => x.t === t) || L[0]).d })
  },
})
