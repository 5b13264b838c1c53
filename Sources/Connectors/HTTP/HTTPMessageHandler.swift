import NIOCore
import NIOExtras
import NIOHTTP1

/// Takes requests apart into what the encoder of HTTP takes, and ends a connection whose answer does not come.
///
/// There is one timer for all requests of a connection, which looks from time to time: one for each would wake the loop as
/// often as the requests themselves.
final class HTTPMessageHandler: ChannelDuplexHandler {
    typealias OutboundIn = HTTPMessage
    typealias OutboundOut = HTTPClientRequestPart
    typealias InboundIn = NIOHTTPClientResponseFull
    typealias InboundOut = NIOHTTPClientResponseFull

    /// How long an answer may take, all of it.
    private static let patience = TimeAmount.minutes(6)

    /// When the request was written whose answer has not come.
    private var waitingSince: NIODeadline?
    private var look: Scheduled<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let message = unwrapOutboundIn(data)
        waitingSince = .now()
        if look == nil { lookAgain(context, in: Self.patience) }
        context.write(wrapOutboundOut(.head(message.head)), promise: nil)
        if !message.body.isEmpty {
            let body = context.channel.allocator.buffer(bytes: message.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        waitingSince = nil
        context.fireChannelRead(data)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        look?.cancel()
        look = nil
    }

    private func lookAgain(_ context: ChannelHandlerContext, in time: TimeAmount) {
        look = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.isOverdue(context) }
    }

    private func isOverdue(_ context: ChannelHandlerContext) {
        look = nil
        guard let waitingSince else { return }
        let left = waitingSince + Self.patience - .now()
        if left > .zero { return lookAgain(context, in: left) }
        // Who waits for the answer hears of it, and the connection is closed.
        context.fireErrorCaught(TransportFailure.noAnswer("it took longer than 6 minutes."))
        context.close(promise: nil)
    }
}
