module.exports = [
  { id: 'beef', name: '牛肉拉面', about: '毛细、二细、韭叶、大宽可选，汤每天凌晨熬', price: 16 },
  { id: 'dry', name: '臊子干拌', about: '猪肉臊子配黄花木耳，微辣', price: 18 },
  { id: 'lamb', name: '羊肉泡馍', about: '馍自己掰或机器掰，糖蒜一碟', price: 32 },
  { id: 'cold', name: '酿皮', about: '芝麻酱、油泼辣子、面筋', price: 10 },
]
