/** The mark: four beats. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden style={{ flex: 'none' }}>
      <rect width="24" height="24" rx="6" fill="#4a43c9" />
      <g fill="#fff">
        <rect x="5" y="10" width="2.6" height="4" rx="1.3" />
        <rect x="8.8" y="7" width="2.6" height="10" rx="1.3" />
        <rect x="12.6" y="4.5" width="2.6" height="15" rx="1.3" />
        <rect x="16.4" y="9" width="2.6" height="6" rx="1.3" />
      </g>
    </svg>
  )
}
