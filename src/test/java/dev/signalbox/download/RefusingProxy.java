package dev.signalbox.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that opens no way to an encrypted address, and writes down what it was asked. */
final class RefusingProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 403;

    RefusingProxy() throws IOException {
        // Not on the common pool: where that has a single thread, the client would wait for it for ever.
        Thread.ofPlatform().daemon().start(this::refuse);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** What it answers from now on. */
    void status(int code) {
        status = code;
    }

    /** Every line that came. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void refuse() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                reader.lines().takeWhile(line -> !line.isEmpty()).forEach(asked::add);
                String answer = "HTTP/1.1 " + status + " Refused\r\nContent-Length: 0\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
