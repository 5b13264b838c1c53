import CloudTenant
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Brings requests to the tenant's service and its answers back.
struct TenantResponder: HTTPResponder {
    /// A connection is broken off on purpose.
    private struct BrokenOff: Error {}

    let service: TenantService
    let hosts: HostList
    let limits: ConsoleLimits

    func respond(to request: Request, context: ConsoleContext) async throws -> Response {
        // A page of another site that calls itself this machine (DNS rebinding) has no token, and gets no answer either.
        guard hosts.contains(request.head.authority) else { return Response(status: .misdirectedRequest) }
        let body: [UInt8]
        do {
            body = Array(try await request.body.collect(upTo: limits.body).readableBytesView)
        } catch is NIOTooManyBytesError {
            return Response(status: .contentTooLarge, headers: [.connection: "close"])
        }
        let headers = request.headers.map { TenantRequest.Pair(name: $0.name.canonicalName, value: $0.value) }
        guard
            let asked = TenantRequest(
                method: request.method.rawValue,
                target: request.head.path ?? "",
                headers: headers,
                body: body
            )
        else { return Response(status: .badRequest) }
        switch await service.reply(to: asked) {
        case .response(let response): return answer(response)
        case .silence:
            // The head promises what does not come, and the connection ends.
            return Response(status: .ok, body: ResponseBody(contentLength: 1) { _ in throw BrokenOff() })
        }
    }

    private func answer(_ response: TenantResponse) -> Response {
        var headers = HTTPFields()
        for header in response.headers {
            if let name = HTTPField.Name(header.name) { headers.append(HTTPField(name: name, value: header.value)) }
        }
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(
            status: HTTPResponse.Status(code: response.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
        )
    }
}
