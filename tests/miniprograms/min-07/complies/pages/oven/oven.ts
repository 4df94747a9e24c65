Page({
  data: { f: 350, c: 177 },
  turn(event: WechatMiniprogram.SliderChange) {
    const f = event.detail.value
    this.setData({ f, c: Math.round(((f - 32) * 5) / 9) })
  },
})
