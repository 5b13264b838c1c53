import NIOCore
import NIOHTTP1

/// A request as a whole.
struct HTTPMessage: Sendable {
    let head: HTTPRequestHead
    let body: [UInt8]
}

/// Takes requests apart into what the encoder of HTTP takes; what comes back passes.
final class HTTPMessageHandler: ChannelOutboundHandler {
    typealias OutboundIn = HTTPMessage
    typealias OutboundOut = HTTPClientRequestPart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let message = unwrapOutboundIn(data)
        context.write(wrapOutboundOut(.head(message.head)), promise: nil)
        if !message.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: message.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }
}
