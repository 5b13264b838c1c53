import NIOHTTP1

/// A request as a whole.
struct HTTPMessage: Sendable {
    let head: HTTPRequestHead
    let body: [UInt8]
}
