const FRAMES: Record<string, string[]> = {
  single: ['板材镜架，十二色', '纯钛镜架，九克', '记忆钢镜架，耐弯折'],
  progressive: ['镜框高度不低于三十毫米', '鼻托可调，便于调整镜眼距'],
  kids: ['硅胶鼻托，防滑脚套', '镜腿长度可换'],
}

Page({
  data: { frames: [] as string[] },
  onLoad({ id }: { id?: string }) { this.setData({ frames: FRAMES[id || 'single'] || FRAMES.single }) },
})
