module.exports = {
  spoonbill: { zh: '黑脸琵鹭', en: 'Platalea minor', text: '十月到次年四月，涨潮前一小时在三号池边上最多，嘴像琵琶，边走边左右扫水。' },
  godwit: { zh: '黑尾塍鹬', en: 'Limosa limosa', text: '过境时成群，腿长嘴长，受惊会一起转向，翅上的白斑像翻书。' },
  kingfisher: { zh: '普通翠鸟', en: 'Alcedo atthis', text: '常年都有，站在闸口的竹竿上，听到一声尖细的“唧”就抬头看。' },
}
