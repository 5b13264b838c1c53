import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Answers requests: the gate first, then the pages, and a page that says what to do for whatever goes wrong.
struct ConsoleResponder: HTTPResponder {
    let gate: Gate
    let pages: ConsolePages
    let renderer: PageRenderer
    let assets: AssetFiles
    let book: SessionBook

    func respond(to request: Request, context: ConsoleContext) async throws -> Response {
        var response: Response
        var hidesReferrer = false
        await pages.letGo()
        do throws(Refusal) {
            switch try await gate.pass(request, from: context.peerPort) {
            case .entered(let cookie):
                hidesReferrer = true
                response = Response(status: .seeOther, headers: [.location: "/", .setCookie: cookie])
            case .inside(let session):
                do {
                    response = try await answer(request, in: session)
                } catch let refusal as Refusal {
                    response = await page(for: refusal, in: session)
                } catch {
                    response = await page(for: FailurePages.refusal(for: error), in: session)
                }
            }
        } catch {
            hidesReferrer = true
            // A connection that is closed before its request was read to the end is reset, and a browser that sees that sends
            // the request once more instead of showing the answer.
            if request.method == .post { _ = try? await request.body.collect(upTo: gate.limits.body) }
            response = await page(for: error, in: nil)
        }
        if request.method == .post, response.status.code >= 400 {
            // What is left of the body is not read to its end.
            response.headers[.connection] = "close"
        }
        SafetyHeaders.add(to: &response.headers, hidesReferrer: hidesReferrer)
        return response
    }

    private func answer(_ request: Request, in session: SessionName) async throws -> Response {
        let path = request.uri.path
        if request.method == .get, path.hasPrefix("/assets/"),
            let file = assets.response(for: String(path.dropFirst("/assets/".count)))
        {
            return file
        }
        guard let query = FormFields(request.uri.query ?? "", most: gate.limits.fields) else {
            throw Refusal.unreadable
        }
        let form = request.method == .post ? try await gate.form(request, of: session) : nil
        let visit = Visit(
            folders: path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) },
            query: query,
            form: form,
            session: session,
            book: book
        )
        switch try await pages.answer(visit) {
        case .page(let page, let status): return try await markup(page, status, in: session)
        case .elsewhere(let path):
            return Response(status: .seeOther, headers: [.location: path.description])
        case .file(let name, let text):
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/json", .contentDisposition: "attachment; filename=\"\(name)\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        case .left:
            await book.leave(session)
            return try bare(
                Refusal(
                    status: .ok,
                    title: "Signed out",
                    advice: [
                        "This browser may look no longer. To come back, start the program again and open its link."
                    ],
                    isBare: true
                )
            )
        case .events(let body):
            return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
        }
    }

    private func markup(_ page: Page, _ status: HTTPResponse.Status, in session: SessionName) async throws -> Response {
        let text = try renderer.render(
            page,
            workspace: pages.workspaceName,
            leaveToken: await book.newForm(for: session)
        )
        return html(text, status)
    }

    private func page(for refusal: Refusal, in session: SessionName?) async -> Response {
        do {
            guard !refusal.isBare, let session else { return try bare(refusal) }
            return try await markup(FailurePages.page(for: refusal), refusal.status, in: session)
        } catch {
            return Response(status: refusal.status)
        }
    }

    private func bare(_ refusal: Refusal) throws -> Response { html(try renderer.renderBare(refusal), refusal.status) }

    private func html(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
