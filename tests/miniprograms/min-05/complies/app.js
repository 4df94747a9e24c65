import { report } from './lib/report'

App({ onAgreed: report })
