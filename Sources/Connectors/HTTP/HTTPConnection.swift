import CloudTenant
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import NIOSSL

/// One connection to a service of HTTP, for one request at a time.
///
/// It is made of the parts that swift-nio has for this. A client with a pool, redirections and streams spends as much on a
/// request of the kind that is sent here as everything else that happens to its hundred changes.
struct HTTPConnection: Sendable {
    /// How long a connection may take.
    private static let patience = TimeAmount.seconds(10)

    private typealias Exchange = RequestResponseHandler<HTTPMessage, NIOHTTPClientResponseFull>

    private let channel: any Channel
    /// The longest answer that is read, in bytes.
    private let longestAnswer: Int

    private init(channel: any Channel, longestAnswer: Int) {
        self.channel = channel
        self.longestAnswer = longestAnswer
    }

    /// Connects; where the certificate is not trusted there is no connection.
    static func open(
        to origin: HTTPOrigin,
        longestAnswer: Int = TenantService.longestAnswer
    ) async throws(TransportFailure) -> HTTPConnection {
        do {
            let security = origin.isEncrypted ? try NIOSSLContext(configuration: .clientDefault) : nil
            let loop = MultiThreadedEventLoopGroup.singleton.any()
            let handshake = loop.makePromise(of: Void.self)
            if security == nil { handshake.succeed() }
            let channel = try await ClientBootstrap(group: loop)
                .connectTimeout(patience)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handlers = channel.pipeline.syncOperations
                        if let security {
                            try handlers.addHandler(handler(security, origin))
                            try handlers.addHandler(TLSHandshake(handshake))
                        }
                        try handlers.addHTTPClientHandlers()
                        try handlers.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: longestAnswer))
                        try handlers.addHandler(HTTPMessageHandler())
                        try handlers.addHandler(Exchange())
                    }
                }
                .connect(host: origin.host, port: origin.port).get()
            let deadline = loop.scheduleTask(in: patience) { handshake.fail(ChannelError.connectTimeout(patience)) }
            defer { deadline.cancel() }
            do {
                try await handshake.futureResult.get()
            } catch {
                try? await channel.close()
                throw error
            }
            return HTTPConnection(channel: channel, longestAnswer: longestAnswer)
        } catch {
            throw .unreachable(reason(error, origin))
        }
    }

    /// A certificate is for a name, or for the number that was called.
    private static func handler(_ security: NIOSSLContext, _ origin: HTTPOrigin) throws -> NIOSSLClientHandler {
        let isNumber = (try? SocketAddress(ipAddress: origin.host, port: origin.port)) != nil
        return try NIOSSLClientHandler(context: security, serverHostname: isNumber ? nil : origin.host)
    }

    private static func reason(_ error: any Error, _ origin: HTTPOrigin) -> String {
        switch error {
        case let error as NIOConnectionError:
            if error.connectionErrors.contains(where: { ($0.error as? IOError)?.errnoCode == ECONNREFUSED }) {
                return "nothing listens at \(origin.text)."
            }
            let first = error.connectionErrors.first.map { "\($0.error)" } ?? error.dnsAError.map { "\($0)" }
            return "no connection to \(origin.text) (\(first ?? "the host has no address"))."
        case ChannelError.connectTimeout: return "no connection to \(origin.text) within 10 s."
        case NIOSSLError.handshakeFailed, is NIOSSLExtraError, is BoringSSLError:
            return "the certificate or the TLS of \(origin.text) is refused (\(error))."
        default: return "no connection to \(origin.text) (\(error))."
        }
    }

    /// Whether nobody has closed it, as far as is known.
    var isOpen: Bool { channel.isActive }

    /// Closes it, also where it is closed already.
    func close() async { try? await channel.close() }

    /// Sends a request and waits for the answer; where none comes the connection is closed.
    func answer(to message: HTTPMessage) async throws(TransportFailure) -> NIOHTTPClientResponseFull {
        // Whoever ends it first is believed.
        let promise = channel.eventLoop.makePromise(of: NIOHTTPClientResponseFull.self)
        do {
            return try await withTaskCancellationHandler {
                // All of it on the loop's thread in one go: each step by itself would wake it.
                try await withCheckedThrowingContinuation { continuation in
                    channel.eventLoop.execute {
                        promise.futureResult.whenComplete { continuation.resume(with: $0) }
                        // A connection that has been closed meanwhile has nobody left who would say so.
                        channel.writeAndFlush((message, promise)).whenFailure { promise.fail($0) }
                    }
                }
            } onCancel: {
                promise.fail(CancellationError())
            }
        } catch {
            await close()
            throw failure(error, message)
        }
    }

    private func failure(_ error: any Error, _ message: HTTPMessage) -> TransportFailure {
        switch error {
        case let error as TransportFailure: error
        case let error as NIOHTTPObjectAggregatorError where error == .frameTooLong:
            .tooLong(
                request: "\(message.head.method.rawValue) \(message.head.uri.prefix { $0 != "?" })",
                limit: longestAnswer
            )
        // It was closed before anything was written.
        case ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed: .unreachable("the connection is closed.")
        default: .noAnswer("\(error).")
        }
    }
}
