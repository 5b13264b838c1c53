/// A page with the cookie that asks for the next; an empty cookie means that it was the last.
struct SearchAnswer: Sendable {
    let page: SearchPage
    let cookie: [UInt8]
}
