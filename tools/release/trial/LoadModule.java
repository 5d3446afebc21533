import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import software.amazon.jsii.JsiiEngine;
import software.amazon.jsii.JsiiModule;

/** Loads every class of a jar, and the JavaScript that they speak to. Ends badly where either cannot be loaded. */
public class LoadModule {
  public static void main(String[] args) throws Exception {
    int modules = 0;
    try (JarFile jar = new JarFile(args[0])) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.getName().endsWith(".class")) continue;
        Class<?> loaded = Class.forName(entry.getName().replaceAll("\\.class$", "").replace('/', '.'));
        if (!JsiiModule.class.isAssignableFrom(loaded)) continue;
        JsiiEngine.getInstance().loadModule(loaded.asSubclass(JsiiModule.class));
        modules++;
      }
    }
    if (modules != 1) throw new IllegalStateException(args[0] + " holds " + modules + " modules: it must hold one");
    // the process that runs JavaScript does not end with us by itself
    System.exit(0);
  }
}
