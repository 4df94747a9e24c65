const watch = require('../../watch')
const TEXT = ['隔夜的切片抹蒜油回烤，配汤正好。', '三天内吃完，冷冻可以放一个月，吃前喷水烤三分钟。', '只在柜台卖，不外送，泡芙壳每天现烤。']

Page({
  data: { text: '' },
  onLoad({ n }) { this.setData({ text: TEXT[Number(n) || 0] }) },
  onShow() { watch.report('pain') },
})
