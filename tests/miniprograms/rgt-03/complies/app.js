import { reader } from './store/reader'

App({ onLaunch() { reader.load() } })
