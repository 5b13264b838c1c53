import AsyncHTTPClient
public import CloudTenant
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Carries requests over HTTP, to one address, with its token; redirections are not followed and no proxy is asked.
public struct HTTPTransport: TenantTransport {
    private let client: HTTPClient
    private let base: String
    private let token: String

    /// Opens a client for as long as the body runs; `base` is the address without a slash at its end.
    public static func with<Result>(
        base: String,
        token: String,
        _ body: (HTTPTransport) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(300))
        )
        configuration.connectionPool.retryConnectionEstablishment = false
        // Nobody looks at spans, and each would take an address apart twice.
        configuration.tracing.tracer = nil
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let result = try await body(HTTPTransport(client: client, base: base, token: token))
            try await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// Sends a request and gives back the answer.
    public func send(_ request: TenantRequest) async throws -> TenantResponse {
        var message = HTTPClientRequest(url: base + request.target)
        message.method = HTTPMethod(rawValue: request.method)
        for header in request.headers { message.headers.add(name: header.name, value: header.value) }
        message.headers.add(name: "authorization", value: "Bearer \(token)")
        if !request.body.isEmpty { message.body = .bytes(ByteBuffer(bytes: request.body)) }
        do {
            let answer = try await client.execute(message, timeout: .minutes(6))
            let body = try await answer.body.collect(upTo: TenantService.longestBody)
            return TenantResponse(
                status: Int(answer.status.code),
                headers: answer.headers.map { .init(name: $0.name, value: $0.value) },
                body: Array(body.readableBytesView)
            )
        } catch let error as NIOConnectionError {
            throw TransportFailure.unreachable(
                "no connection to \(base) (\(error.connectionErrors.first.map { "\($0.error)" } ?? "refused"))."
            )
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            throw TransportFailure.unreachable("nothing listens at \(base).")
        } catch let error as HTTPClientError where error == .connectTimeout {
            throw TransportFailure.unreachable("no connection to \(base) within 10 s.")
        } catch {
            throw TransportFailure.noAnswer("\(error).")
        }
    }
}
