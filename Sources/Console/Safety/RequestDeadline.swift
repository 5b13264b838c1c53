import NIOCore
import NIOHTTPTypes

/// Ends connections whose requests do not arrive, and those that nobody uses.
///
/// What counts is when the whole request has come, so that a sender of one byte a second gains nothing. An answer may take
/// as long as it needs: a stream of progress does.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let arrival: TimeAmount
    private let idle: TimeAmount
    private var pending: Scheduled<Void>?
    /// Whether a request has begun to arrive and has not ended.
    private var isArriving = false
    /// How many requests have begun that no answer has ended yet.
    private var unanswered = 0

    init(_ limits: ConsoleLimits) {
        arrival = .seconds(limits.arrival)
        idle = .seconds(limits.idle)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { arm(arrival, context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { disarm() }

    func channelActive(context: ChannelHandlerContext) {
        arm(arrival, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        disarm()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isArriving = true
            unanswered += 1
            arm(arrival, context)
        case .body: break
        case .end:
            isArriving = false
            // An answer may have come before the end of its request.
            if unanswered > 0 { disarm() } else { arm(idle, context) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            if !isArriving, unanswered <= 0 { arm(idle, context) }
        }
        context.write(data, promise: promise)
    }

    private func arm(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        disarm()
        let channel = context.channel
        pending = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    private func disarm() {
        pending?.cancel()
        pending = nil
    }
}
