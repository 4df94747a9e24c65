import { count } from '../../utils/count'

const WORDS = ['窈窕风流杜十娘，自怜身落在平康。', '我失骄杨君失柳，杨柳轻飏直上重霄九。', '隆冬寒露结成冰，月色迷蒙欲断魂。']

Page({
  data: { line: '' },
  onLoad({ n = 0 }) {
    this.setData({ line: WORDS[n] })
    count('piece', { n })
  },
})
