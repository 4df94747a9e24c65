module.exports = [
  { id: 'a', kind: '壶', name: '西施壶 180 毫升', text: '紫泥，出水顺，适合普洱和六堡，新壶用茶汤煮一遍再用。', price: 268 },
  { id: 'b', kind: '杯', name: '斗笠杯一对', text: '薄胎白瓷，口径九厘米，看汤色用，不要进洗碗机。', price: 88 },
  { id: 'c', kind: '壶', name: '德钟壶 240 毫升', text: '段泥，壁厚，保温好，适合岩茶，壶嘴内置球孔。', price: 320 },
  { id: 'd', kind: '盘', name: '竹茶盘', text: '楠竹碳化，下置抽屉接水，每周晾一次，怕暴晒。', price: 156 },
  { id: 'e', kind: '杯', name: '粗陶马克杯', text: '柴烧落灰，每只颜色不同，四百毫升。', price: 65 },
]
