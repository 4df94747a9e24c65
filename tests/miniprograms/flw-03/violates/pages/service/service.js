const TEXT = {
  bath: ['基础洗护', '两遍沐浴、吹干、耳道清洁、剪指甲，全程约九十分钟；皮肤敏感的请提前说明，我们换用低敏香波。'],
  trim: ['造型修剪', '先沟通再动剪，贵宾、比熊、雪纳瑞都有专门的美容师；换毛季建议六周修一次。'],
  teeth: ['洁齿护理', '指套刷牙配合酶牙膏，适合一岁以上没有牙结石的犬猫；已有结石请去医院。'],
}

Page({
  data: { name: '', text: '' },
  onLoad({ id }) {
    const [name, text] = TEXT[id] || TEXT.bath
    this.setData({ name, text })
  },
})
