/** Where a request that cannot be met would sleep: the wait channel's message, or '' while none does. */
export interface Wait {
  on: '' | 'vmwait' | 'zonelimit' | 'kmaw';
}
