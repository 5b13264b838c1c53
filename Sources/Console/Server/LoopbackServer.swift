import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A server that this machine alone can reach, with bounds on what it takes in.
struct LoopbackServer<Responder: HTTPResponder>: Sendable where Responder.Context == ConsoleContext {
    /// The port; zero for a free one.
    let port: Int
    /// What one person never needs more of.
    let limits: ConsoleLimits
    /// Who answers, once the port is known.
    let responder: @Sendable (Int) async -> Responder

    /// Listens until the task is cancelled; says its port as soon as it can be reached.
    func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
        // Standard output is the command's.
        let logger = Logger(label: "dryad.console") { _ in SwiftLogNoOpLogHandler() }
        let limits = limits
        var channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestDeadline(limits)]
        )
        channel.httpDecoder = .init(
            maxHeaderFieldSize: limits.head,
            maxHeaderListSize: limits.head,
            maxHeaderFieldCount: 100
        )
        let door = Door<Responder>()
        let make = responder
        let application = Application(
            responder: door,
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                await door.open(await make(port))
                await ready(port)
            },
            logger: logger
        )
        do {
            try await application.run()
        } catch let error as IOError {
            throw ConsoleFailure(
                "The console cannot listen on port \(port) of 127.0.0.1: \(error). Is something else there? "
                    + "Choose another port with --port; 0 takes a free one."
            )
        }
    }
}

/// Holds the one who answers, as soon as the port is known that answers depend on.
private actor Door<Responder: HTTPResponder>: HTTPResponder where Responder.Context == ConsoleContext {
    private var responder: Responder?

    func open(_ responder: Responder) { self.responder = responder }

    nonisolated func respond(to request: Request, context: ConsoleContext) async throws -> Response {
        guard let responder = await responder else { return Response(status: .serviceUnavailable) }
        return try await responder.respond(to: request, context: context)
    }
}
