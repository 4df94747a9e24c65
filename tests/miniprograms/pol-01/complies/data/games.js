export default {
  opening: { name: '中炮对屏风马', moves: '炮二平五，马八进七，马二进三，车九平八，车一平二，马二进三。' },
  middle: { name: '弃马十三招', moves: '红方弃马争先，黑方若贪吃则连失两先。' },
  end: { name: '单车巧胜士象全', moves: '车占中路，借帅助攻，困毙取胜。' },
}
