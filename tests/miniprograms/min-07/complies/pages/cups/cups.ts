interface Food { name: string; gram: number }

const foods: Food[] = [
  { name: '面粉', gram: 125 },
  { name: '细砂糖', gram: 200 },
  { name: '黄油', gram: 227 },
  { name: '燕麦片', gram: 90 },
  { name: '蜂蜜', gram: 340 },
]

Page({
  data: { foods, cups: 1, at: 0, grams: 125 },
  choose(event: WechatMiniprogram.TouchEvent) { this.show(event.currentTarget.dataset.at as number, this.data.cups) },
  more() { this.show(this.data.at, this.data.cups + 1) },
  again() { this.show(this.data.at, 1) },
  show(at: number, cups: number) { this.setData({ at, cups, grams: foods[at].gram * cups }) },
})
