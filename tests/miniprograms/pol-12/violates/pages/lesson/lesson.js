const track = require('../../vendor/track')
const TEXT = ['蛋白打到弯钩，翻拌二十下以内，一百五十度五十分钟。', '室温二十六度一发到两倍，光面朝下，整形后撒粉割包。', '铜模上蜂蜡，面糊冷藏过夜，二百二十度转一百九十度。', '淡奶油七分发，转台先慢后快，抹刀贴边收圆。']

Page({
  data: { text: '' },
  onLoad({ n }) { this.setData({ text: TEXT[Number(n) || 0] }) },
  onShow() { track.page('lesson') },
})
