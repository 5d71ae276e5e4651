// Without these scripts the page is the same, and a reload brings new mail.
import './script-live.js'
import './script-keys.js'
import './script-buttons.js'

// Shows what only works with them.
document.documentElement.classList.add('scripted')
