public import CloudTenant
import NIOCore
import NIOHTTP1

/// Carries requests over HTTP, to one address, with its token; redirections are not followed and no proxy is asked.
///
/// A connection is kept for the next request. Requests that are sent at once have one each.
public actor HTTPTransport: TenantTransport {
    private let origin: HTTPOrigin
    private let token: String
    private let longestAnswer: Int
    private var idle: HTTPConnection?

    private init(_ origin: HTTPOrigin, token: String, longestAnswer: Int) {
        self.longestAnswer = longestAnswer
        self.origin = origin
        self.token = token
    }

    /// Opens a client for as long as the body runs; `base` is the address without a slash at its end.
    ///
    /// Answers of more than `longestAnswer` bytes are not read.
    public static func with<Result>(
        base: String,
        token: String,
        longestAnswer: Int = TenantService.longestAnswer,
        _ body: (HTTPTransport) async throws -> Result
    ) async throws -> Result {
        guard let origin = HTTPOrigin(base) else {
            throw TransportFailure.unreachable("\(base) is no address of HTTP.")
        }
        let transport = HTTPTransport(origin, token: token, longestAnswer: longestAnswer)
        do {
            let result = try await body(transport)
            await transport.close()
            return result
        } catch {
            await transport.close()
            throw error
        }
    }

    private func close() async {
        await idle?.close()
        idle = nil
    }

    /// Sends a request and gives back the answer.
    public func send(_ request: TenantRequest) async throws -> TenantResponse {
        let message = message(request)
        if let kept = idle.take(), kept.isOpen {
            do {
                return try await send(message, over: kept)
            } catch TransportFailure.unreachable {
                // It was closed in this moment, and nothing was sent.
            }
        }
        return try await send(message, over: try await HTTPConnection.open(to: origin, longestAnswer: longestAnswer))
    }

    private func send(_ message: HTTPMessage, over connection: HTTPConnection) async throws -> TenantResponse {
        let answer = try await connection.answer(to: message)
        if !answer.head.isKeepAlive || idle != nil { await connection.close() } else { idle = connection }
        return TenantResponse(
            status: Int(answer.head.status.code),
            headers: answer.head.headers.map { .init(name: $0.name, value: $0.value) },
            body: answer.body.map { Array($0.readableBytesView) } ?? []
        )
    }

    private func message(_ request: TenantRequest) -> HTTPMessage {
        var headers = HTTPHeaders([("host", origin.authority)])
        for header in request.headers { headers.add(name: header.name, value: header.value) }
        headers.add(name: "authorization", value: "Bearer \(token)")
        if request.method != "GET" { headers.add(name: "content-length", value: "\(request.body.count)") }
        let head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: origin.path + request.target,
            headers: headers
        )
        return HTTPMessage(head: head, body: request.body)
    }
}
