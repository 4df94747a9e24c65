const ABOUT = { crane: '越冬种群约三百只，清晨在浅滩觅食，请保持一百米以上距离。', spoon: '全球不足八百只，涨潮前一小时到大堤，带二十倍以上单筒。', stork: '塔下请勿停留，繁殖期三月到六月，不用闪光灯。' }

Page({
  data: { about: '' },
  onLoad({ id }) { this.setData({ about: ABOUT[id] || ABOUT.crane }) },
})
