/** A phone or a computer, drawn in the color of the text. The name beside it says the same. */
export function DeviceIcon({ device }: { device: string }) {
  const isPhone = /iOS|Android|Mobile/i.test(device)
  return (
    <svg className="device" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      {isPhone ? (
        <path d="M8 2.75h8A1.25 1.25 0 0 1 17.25 4v16A1.25 1.25 0 0 1 16 21.25H8A1.25 1.25 0 0 1 6.75 20V4A1.25 1.25 0 0 1 8 2.75ZM10.5 18.5h3" />
      ) : (
        <path d="M5 4.75h14a1.25 1.25 0 0 1 1.25 1.25v9.25H3.75V6A1.25 1.25 0 0 1 5 4.75ZM2 19.25h20M3.75 15.25 2 19.25M20.25 15.25l1.75 4" />
      )}
    </svg>
  )
}
