const STORY = {
  mushroom: '椴木香菇，三月点菌，第二年秋天才收，菇小肉厚，泡发时先用冷水冲一遍。',
  bamboo: '清明前的小笋，柴火煮透，竹席上晒五个太阳，炖肉前泡一夜，换两次水。',
  honey: '一年割一次，霜降以后，冬天会结晶，不影响吃，别用开水冲。',
}

Page({
  data: { text: '' },
  onLoad({ id }) { this.setData({ text: STORY[id] || STORY.honey }) },
})
